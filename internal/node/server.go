package node

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/secret"
)

// ControlFile is the file in the data folder that says where and with which
// token a node that runs can be reached.
const ControlFile = "control.json"

// control is what the control file holds.
type control struct {
	Address string `json:"address"`
	Token   string `json:"token"`
	PID     int    `json:"pid"`
}

// Server is a node's control API.
type Server struct {
	listener net.Listener
	http     *http.Server
	file     string
}

// ListenControl opens the control API of a node at its config's address, and writes
// the control file. It answers from then on, until Close. It is nil where the
// config wants none.
func (n *Node) ListenControl() (*Server, error) {
	if n.cfg.Node.Control == "" {
		return nil, nil
	}
	l, err := net.Listen("tcp", n.cfg.Node.Control)
	if err != nil {
		return nil, fmt.Errorf("control address %s: %w", n.cfg.Node.Control, err)
	}
	token := secret.New(secret.Token(secret.TokenBytes))
	s := &Server{listener: l, file: filepath.Join(n.cfg.Node.Data, ControlFile)}
	s.http = &http.Server{
		Handler:           n.handler(l.Addr().String(), token),
		ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 30 * time.Second, IdleTimeout: time.Minute, MaxHeaderBytes: 16 << 10,
		ErrorLog: slog.NewLogLogger(n.log.Handler(), slog.LevelDebug),
	}
	if err := writeControl(s.file, control{l.Addr().String(), token.Reveal(), os.Getpid()}); err != nil {
		return nil, errors.Join(err, l.Close())
	}
	go func() {
		if err := s.http.Serve(l); !errors.Is(err, http.ErrServerClosed) {
			n.log.Error("control API ended", "err", err)
		}
	}()
	return s, nil
}

// Address returns where the server listens; nowhere, if the config wants none.
func (s *Server) Address() string {
	if s == nil {
		return ""
	}
	return s.listener.Addr().String()
}

// Close lets requests under way end, and removes the control file.
func (s *Server) Close() error {
	if s == nil {
		return nil
	}
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
	defer cancel()
	err := s.http.Shutdown(ctx)
	if errors.Is(err, context.DeadlineExceeded) {
		err = s.http.Close()
	}
	if rerr := os.Remove(s.file); !errors.Is(rerr, os.ErrNotExist) {
		err = errors.Join(err, rerr)
	}
	return err
}

// writeControl writes the file so that nobody else can read it, not even for
// the moment in which it is made.
func writeControl(path string, c control) error {
	b, err := json.Marshal(c)
	if err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(path), ControlFile+"-*") // made with 0600
	if err != nil {
		return err
	}
	_, err = f.Write(append(b, '\n'))
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		err = errors.Join(err, os.Remove(f.Name()))
	}
	return err
}

// handler answers the routes to those who know the token.
func (n *Node) handler(address string, token secret.Text) http.Handler {
	mux := http.NewServeMux()
	for _, rt := range routes {
		mux.HandleFunc(rt.method+" "+rt.path, func(w http.ResponseWriter, r *http.Request) {
			if rt.limit > 0 {
				r.Body = http.MaxBytesReader(w, r.Body, rt.limit)
			} else {
				r.Body = http.NoBody
			}
			v, err := rt.serve(n, r)
			if err != nil {
				n.refuse(w, err)
				return
			}
			reply(w, http.StatusOK, v)
		})
	}
	return guarded(mux, address, token)
}

// guarded lets through only who is meant: a program on this machine that has
// read the control file. A page in a browser is not, whatever name its server
// has made our address have.
func guarded(next http.Handler, address string, token secret.Text) http.Handler {
	origin := http.NewCrossOriginProtection()
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-Content-Type-Options", "nosniff")
		w.Header().Set("Cache-Control", "no-store")
		bearer, _ := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
		switch {
		case r.Host != address:
			refuseWith(w, http.StatusMisdirectedRequest, hub.Denied, "this is not the name of this node's control address")
		case r.Header.Get("Origin") != "" || origin.Check(r) != nil:
			refuseWith(w, http.StatusForbidden, hub.Denied, "the control address does not talk to web pages")
		case !secret.Equal(bearer, token.Reveal()):
			refuseWith(w, http.StatusUnauthorized, hub.Denied, "the token is missing or wrong; it is in "+ControlFile)
		default:
			next.ServeHTTP(w, r)
		}
	})
}

func reply(w http.ResponseWriter, status int, v any) {
	b, err := json.Marshal(v)
	if err != nil {
		refuseWith(w, http.StatusInternalServerError, hub.Internal, "the answer cannot be written: "+err.Error())
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, _ = w.Write(append(b, '\n')) // who hung up does not want it
}

// refusal is the answer of a request that failed.
type refusal struct {
	Error *hub.Error `json:"error"`
}

func refuseWith(w http.ResponseWriter, status int, code hub.Code, message string) {
	reply(w, status, refusal{&hub.Error{Code: code, Scope: hub.ScopeNode, Message: message}})
}

// refuse is the one place where an error becomes a status, and where it is
// decided what of it is told.
func (n *Node) refuse(w http.ResponseWriter, err error) {
	var e *hub.Error
	if !errors.As(err, &e) {
		n.log.Error("control request", "err", err)
		refuseWith(w, http.StatusInternalServerError, hub.Internal, err.Error())
		return
	}
	status := map[hub.Code]int{
		hub.NotFound: http.StatusNotFound, hub.Invalid: http.StatusUnprocessableEntity, hub.Denied: http.StatusForbidden,
		hub.Conflict: http.StatusConflict, hub.Busy: http.StatusServiceUnavailable, hub.Unreachable: http.StatusBadGateway,
	}[e.Code]
	if status == 0 {
		status = http.StatusInternalServerError
	}
	reply(w, status, refusal{e})
}
